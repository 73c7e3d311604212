/** Files of events, which TensorBoard draws. */
package dev.bnn.exchange.events;
