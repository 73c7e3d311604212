// SPDX-License-Identifier: Apache-2.0
/** What the units of a pipeline compute: the words that they write, from those that they read, without regard to cycles. */
package dev.bnn.dataflow.words;
