// SPDX-License-Identifier: Apache-2.0
/**
 * An HTTP service that classifies photographs, and a program that puts it under load.
 */
package dev.bnn.example.http;
