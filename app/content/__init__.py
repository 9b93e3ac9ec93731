"""From YAML files to the frozen content library, with findings an author can act on."""
