"""What `read_settings.py` and `verify_collect.py` are made of. A package, so that no module of a project has its names."""
