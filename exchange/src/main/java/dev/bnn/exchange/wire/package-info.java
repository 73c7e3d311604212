/** The wire format of protocol buffers, in which several formats of others are written. */
package dev.bnn.exchange.wire;
