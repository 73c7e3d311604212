// SPDX-License-Identifier: Apache-2.0
/**
 * Models, recipes and images on their way to executors, and failures on their way back.
 */
package dev.bnn.cluster.shipping;
