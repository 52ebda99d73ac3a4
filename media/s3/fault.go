package s3

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"youku.example/media"
)

// errSlow ends a call that took too long.
var errSlow = fmt.Errorf("%w: it took too long", media.ErrStoreAway)

// byCode says what the store's own codes mean.
var byCode = map[string]error{
	"NoSuchBucket":                       media.ErrStoreBucket,
	"InvalidAccessKeyId":                 media.ErrStoreKeys,
	"SignatureDoesNotMatch":              media.ErrStoreKeys,
	"XAdminUserNotFound":                 media.ErrStoreKeys, // versitygw
	"InvalidToken":                       media.ErrStoreKeys,
	"ExpiredToken":                       media.ErrStoreKeys,
	"AccessDenied":                       media.ErrStoreDenied,
	"AllAccessDisabled":                  media.ErrStoreDenied,
	"AccountProblem":                     media.ErrStoreDenied,
	"PermanentRedirect":                  media.ErrStoreRegion,
	"AuthorizationHeaderMalformed":       media.ErrStoreRegion,
	"IllegalLocationConstraintException": media.ErrStoreRegion,
	"RequestTimeTooSkewed":               media.ErrStoreClock,
	"SlowDown":                           media.ErrStoreBusy,
	"ServiceUnavailable":                 media.ErrStoreBusy,
	"InternalError":                      media.ErrStoreBusy,
	"RequestTimeout":                     media.ErrStoreAway,
	"BadDigest":                          media.ErrStoreChanged,
	"XAmzContentSHA256Mismatch":          media.ErrStoreChanged,
	"XAmzContentChecksumMismatch":        media.ErrStoreChanged, // MinIO
	"InvalidPart":                        media.ErrStoreChanged,
	"PreconditionFailed":                 media.ErrStoreChanged,
	"QuotaExceeded":                      media.ErrNoSpace,
	"XMinioStorageFull":                  media.ErrNoSpace,
	"InsufficientCapacity":               media.ErrNoSpace,
	"NoSuchKey":                          media.ErrNotExist,
	"NotFound":                           media.ErrNotExist,
	"NotImplemented":                     media.ErrStoreAnswers,
}

// explain says what an error of the SDK means, in one of media's sentences where
// there is one; the cause stays in it.
func explain(err error) error {
	if err == nil {
		return nil
	}
	if says := meaning(err); says != nil && !errors.Is(err, says) {
		return fmt.Errorf("%w: %w", says, err)
	}
	return err
}

func meaning(err error) error {
	if errors.Is(err, errSlow) {
		return nil // it says so itself
	}
	// Where the keys would come from may answer too: that is not the store.
	if strings.Contains(err.Error(), "get credentials") || strings.Contains(err.Error(), "get identity") {
		return media.ErrStoreNoKeys
	}
	if _, is := errors.AsType[*types.NoSuchBucket](err); is {
		return media.ErrStoreBucket
	}
	if api, is := errors.AsType[smithy.APIError](err); is {
		if says := byCode[api.ErrorCode()]; says != nil {
			return says
		}
	}
	if answer, is := errors.AsType[*smithyhttp.ResponseError](err); is {
		switch code := answer.HTTPStatusCode(); {
		case code == http.StatusInsufficientStorage:
			return media.ErrNoSpace
		case code == http.StatusMovedPermanently || code == http.StatusTemporaryRedirect:
			return media.ErrStoreRegion
		case code == http.StatusForbidden || code == http.StatusUnauthorized:
			return media.ErrStoreDenied
		case code == http.StatusNotFound:
			return media.ErrNotExist
		case code == http.StatusTooManyRequests || code >= 500:
			return media.ErrStoreBusy
		case code >= 200 && code < 300:
			return media.ErrStoreAnswers // and what it says is not to be read
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	var network net.Error
	if errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
		return media.ErrStoreAway
	}
	if _, is := errors.AsType[*smithyhttp.RequestSendError](err); is {
		return media.ErrStoreAway
	}
	return nil
}
