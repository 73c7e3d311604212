// SPDX-License-Identifier: Apache-2.0
/** How a network is trained. */
package dev.bnn.model.recipe;
