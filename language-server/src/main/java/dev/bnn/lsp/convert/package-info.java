// SPDX-License-Identifier: Apache-2.0
/**
 * Converts values of {@code dev.bnn.edit} to the protocol's types, and back. Makes no decisions about the language, and uses no
 * threads.
 */
@NullMarked
package dev.bnn.lsp.convert;

import org.jspecify.annotations.NullMarked;
