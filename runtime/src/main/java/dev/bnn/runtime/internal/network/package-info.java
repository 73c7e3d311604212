// SPDX-License-Identifier: Apache-2.0

/** A compiled network as data: its stages, and the checks that they fit together. */
package dev.bnn.runtime.internal.network;
