// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.source.Span;

/**
 * A place of a text that names a symbol.
 *
 * @param declaration whether it declares it
 */
public record Mention(Symbol symbol, Span span, boolean declaration) {}
