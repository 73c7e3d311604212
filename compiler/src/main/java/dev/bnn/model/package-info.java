// SPDX-License-Identifier: Apache-2.0

/** A checked network: layers with shapes and value sets, recipes and targets, and the parameters of a trained one. */
@NullMarked
package dev.bnn.model;

import org.jspecify.annotations.NullMarked;
