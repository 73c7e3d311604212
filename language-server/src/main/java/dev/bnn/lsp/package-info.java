// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code bnn-ls}: its command line, the connection to its client, and its exit.
 *
 * <p>{@code lsp.text} has the open documents, {@code lsp.convert} converts the results of {@code dev.bnn.edit} to the protocol's
 * types and back, and {@code lsp.server} answers requests and publishes findings. Only {@code dev.bnn.edit} knows the meaning of
 * the language.
 */
@NullMarked
package dev.bnn.lsp;

import org.jspecify.annotations.NullMarked;
