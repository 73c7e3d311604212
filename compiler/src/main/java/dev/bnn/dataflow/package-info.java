// SPDX-License-Identifier: Apache-2.0
/** The streaming pipeline of an integer network: units, the streams between them, and their folding. It does not depend on a back end. */
package dev.bnn.dataflow;
