"""How text becomes clean text: lines mended, tables put together, what stands beside the text set apart."""
