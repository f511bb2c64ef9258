"""Mails: texts rendered from a frozen context, and the one seam through which they leave."""
