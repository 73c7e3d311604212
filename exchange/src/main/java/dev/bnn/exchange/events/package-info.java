// SPDX-License-Identifier: Apache-2.0
/** Files of events, which TensorBoard draws. */
package dev.bnn.exchange.events;
