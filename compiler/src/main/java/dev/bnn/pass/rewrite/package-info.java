// SPDX-License-Identifier: Apache-2.0
/** The passes that rewrite the IR, and the arithmetic that they share. */
package dev.bnn.pass.rewrite;
