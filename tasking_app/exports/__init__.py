"""Papers and workbooks: a frozen record goes in, bytes come out."""
