"""Facts about languages and tracing libraries; see README.md in this folder."""
