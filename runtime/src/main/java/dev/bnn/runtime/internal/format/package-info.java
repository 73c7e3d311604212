// SPDX-License-Identifier: Apache-2.0

/** The {@code .bnnc} format: reader and writer of compiled networks. */
package dev.bnn.runtime.internal.format;
