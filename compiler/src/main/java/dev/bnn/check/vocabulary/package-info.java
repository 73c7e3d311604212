// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of the language: its words with their ranges and defaults, the boards, the data sets, and the limits of a model.
 * The checker, its hints, the tables of docs/language.md and the editors all use it.
 */
package dev.bnn.check.vocabulary;
