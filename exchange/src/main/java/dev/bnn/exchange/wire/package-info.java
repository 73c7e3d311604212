// SPDX-License-Identifier: Apache-2.0
/** The wire format of protocol buffers, in which several formats of others are written. */
package dev.bnn.exchange.wire;
