// SPDX-License-Identifier: Apache-2.0
/** Event files of TensorBoard. */
package dev.bnn.exchange.events;
