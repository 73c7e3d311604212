// SPDX-License-Identifier: Apache-2.0
/**
 * What the language knows: its words with their ranges and defaults, the boards, the data sets, and the limits of a model. The
 * checker, its hints, the tables of docs/language.md and editors all read it here.
 */
package dev.bnn.check.vocabulary;
