// SPDX-License-Identifier: Apache-2.0
/** Legal foldings, and the search for the cheapest or the fastest design. */
package dev.bnn.fold;
