# What desk says (en).
