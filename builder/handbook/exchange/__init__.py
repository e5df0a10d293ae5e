"""What people edit elsewhere or hand in: question banks, results, receipts, schemes in Word."""
