// SPDX-License-Identifier: Apache-2.0
/**
 * A network and its recipe as a PyTorch script that trains it as this module does, on a GPU too.
 */
package dev.bnn.training.pytorch;
