// SPDX-License-Identifier: Apache-2.0
/** Estimates of cycles, resources and frames per second, before any vendor tool runs. */
package dev.bnn.estimate;
