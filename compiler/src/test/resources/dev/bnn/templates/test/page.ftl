[=value.inline][=code]
