//! Makes the weights that ship with the reader, from data outside the repository, the same bytes each time.

pub mod perceptron;
pub mod random;
pub mod syntax;
pub mod treebank;
