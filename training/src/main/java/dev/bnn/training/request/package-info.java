// SPDX-License-Identifier: Apache-2.0
/**
 * What a caller passes to a training run and gets back.
 */
package dev.bnn.training.request;
