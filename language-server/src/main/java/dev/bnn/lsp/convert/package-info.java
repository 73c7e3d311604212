// SPDX-License-Identifier: Apache-2.0
/**
 * From the values of {@code dev.bnn.edit} to the protocol's types, and back. No decisions about the language, and no threads.
 */
@NullMarked
package dev.bnn.lsp.convert;

import org.jspecify.annotations.NullMarked;
