// SPDX-License-Identifier: Apache-2.0
/**
 * Texts as a client sees them: versions, incremental changes, and places in the client's unit (UTF-16 or UTF-8).
 */
@NullMarked
package dev.bnn.lsp.text;

import org.jspecify.annotations.NullMarked;
