//! gibbs
