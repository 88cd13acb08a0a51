"""The outside world. Each way out is a small protocol, a real gateway and a twin that needs nothing."""
