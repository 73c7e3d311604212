// SPDX-License-Identifier: Apache-2.0

/** Scales images to the input of a network. */
package dev.bnn.runtime.internal.image;
