"""The scheme on paper and as data: PDF, Word, JSON and Akoma Ntoso, forms, and the folder of evidence."""
