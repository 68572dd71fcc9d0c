"""Tagged PDF (PDF/UA-1 and PDF/A-2a) on top of ReportLab, which draws pages but does not tag them."""
