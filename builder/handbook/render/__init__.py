"""Pages → bytes: templates, figures, tables, pictures of codes."""
