// SPDX-License-Identifier: Apache-2.0
/** Writes a network and its recipe as a PyTorch script, which trains it as this module does, also on a GPU. */
package dev.bnn.training.pytorch;
