// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code bnn-ls}: what it is told on the command line, the connection to its client, its end.
 *
 * <p>{@code lsp.text} has the open documents, {@code lsp.convert} turns what {@code dev.bnn.edit} says into the protocol's types and
 * back, {@code lsp.server} answers requests and publishes findings. What the language means is in {@code dev.bnn.edit} alone.
 */
@NullMarked
package dev.bnn.lsp;

import org.jspecify.annotations.NullMarked;
