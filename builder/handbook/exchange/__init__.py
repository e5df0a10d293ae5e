"""Import and export of question banks, results, receipts and schemes in Word."""
