// SPDX-License-Identifier: Apache-2.0
/**
 * The server: its life, the open documents, requests that can be cancelled, findings that are never of an old text.
 */
@NullMarked
package dev.bnn.lsp.server;

import org.jspecify.annotations.NullMarked;
