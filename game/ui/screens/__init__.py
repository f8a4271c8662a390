"""The screens: each shows one thing and lets one decide one thing."""
