// SPDX-License-Identifier: Apache-2.0
/**
 * What editors show and do, as functions of an {@link dev.bnn.edit.Analysis}: no types of a protocol, no files, no threads.
 *
 * <p>Positions are those of editors: zero-based, in UTF-16. {@link dev.bnn.edit.LineTable} converts spans to them. A function takes
 * an analysis, and a position if it needs one, and returns values. It never throws, however broken the text. A function that takes
 * longer than a few milliseconds says so.
 *
 * <ul>
 *   <li>{@code dev.bnn.edit}: the analysis, positions, ranges and changes of a text.
 *   <li>{@code edit.complete}: what can stand at a position.
 *   <li>{@code edit.navigate}: symbols, definitions, references, renaming, folding and selection ranges.
 *   <li>{@code edit.format}: the formatter.
 *   <li>{@code edit.show}: semantic tokens, hovers, inlay hints, figures of the hardware.
 *   <li>{@code edit.change}: quick fixes, extracting and inlining blocks.
 * </ul>
 */
package dev.bnn.edit;
