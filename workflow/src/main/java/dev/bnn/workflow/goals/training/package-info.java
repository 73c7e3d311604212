// SPDX-License-Identifier: Apache-2.0
/**
 * Goals that compute parameters or accuracies from images: train, tune and evaluate. They turn the user's settings into a request
 * to the module {@code training} and store what it returns.
 */
package dev.bnn.workflow.goals.training;
