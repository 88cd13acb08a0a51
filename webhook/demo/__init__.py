"""A made-up partner site: a search page that asks Turnpoint before it answers.

It stands apart on purpose. It imports nothing of ours and nothing of ours imports it but the command that starts it;
whatever it does, a real partner can do with three public libraries.
"""
