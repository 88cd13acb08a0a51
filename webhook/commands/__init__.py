"""The commands of `turnpoint`, one module each; `command` is what the module offers."""
