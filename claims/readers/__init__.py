"""What readers may ask of the newsroom without an account.

    page of a claim, claimant, topic --> doors.follow --> wishes.ask --> a row, new
    a mail's links: links.confirm_address --> doors.confirm --> wishes.confirm
                    links.stop_address ----> doors.stop ----> the row is deleted

The tracker writes the mails (`tracker.letters`).
"""
