//! Token patterns: rule text is compiled once, then run over tokens.
