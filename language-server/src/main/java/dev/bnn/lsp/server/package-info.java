// SPDX-License-Identifier: Apache-2.0
/** The server: its life cycle, cancellable requests about documents, and findings, which never refer to an outdated text. */
@NullMarked
package dev.bnn.lsp.server;

import org.jspecify.annotations.NullMarked;
