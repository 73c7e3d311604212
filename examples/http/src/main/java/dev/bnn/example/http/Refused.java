// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

/** A request that is at fault; the message goes to the client. */
final class Refused extends Exception {
    private final int status;

    /** @param status of HTTP, 400 to 499 */
    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
